using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What can go wrong with keys in the database.</summary>
internal static class KeyStoreErrors
{
    public static SubjectKeyMissingException KeyMissing(ColumnBinding column) => new(
        $"The key that opens a value of '{column.DisplayName}' is not in this database's key tables. The value comes from another "
        + $"database, or the tables were restored without it. See {SubjectKeyMissingException.Id}.");

    public static SubjectKeyDestroyedException DestroyedByLedger(ColumnBinding column) => new(
        $"The key of a value of '{column.DisplayName}' is destroyed, says the erasure ledger, whatever the key tables say: somebody has brought "
        + $"back old rows of an erased person. IErasureRecovery.ReplayAsync erases them again. See {SubjectKeyDestroyedException.Id}.");

    public static SubjectKeyDestroyedException Erased(IReadOnlyEntityType entityType) => new(
        $"The person that this '{entityType.DisplayName()}' belongs to was erased or is being erased, so nothing can be encrypted "
        + $"for them any more. For a new relationship, add the person anew, under another key. See {SubjectKeyDestroyedException.Id}.");

    public static SubjectKeyDestroyedException GroupDestroyed(IReadOnlyEntityType entityType, string group) => new(
        $"The key group '{group}' of the person that this '{entityType.DisplayName()}' belongs to was destroyed, so nothing can be "
        + "encrypted under it any more. Leave its values out; or, where the person has agreed again, call "
        + $"IPersonalDataKeyGroups.RenewAsync first. See {SubjectKeyDestroyedException.Id}.");

    public static InvalidOperationException GroupBeingDestroyed(string group) => new(
        $"The key group '{group}' of this person is being destroyed. Call IPersonalDataErasure.ResumeAsync, which completes that, then renew it.");

    public static InvalidOperationException GroupNotDestroyed(string group) => new(
        $"The key group '{group}' of this person was noted to be destroyed, but its key is still there. Call IPersonalDataErasure.ResumeAsync.");

    public static ArgumentException UnknownGroup(IReadOnlyEntityType subject, string group) => new(
        $"No encrypted property of a '{subject.DisplayName()}' is of the key group '{group}', and this one has no such key. "
        + "Name the group as [Encrypted(KeyGroup = \"…\")] does.",
        nameof(group));

    public static InvalidOperationException NoSubject(IReadOnlyEntityType entityType, IReadOnlyForeignKey hop) => new(
        $"A row of '{entityType.DisplayName()}' with encrypted values belongs to nobody: its link to "
        + $"'{hop.PrincipalEntityType.DisplayName()}' is empty or leads to no row. Set the foreign key or the navigation before saving.");

    public static InvalidOperationException SubjectMoved(IReadOnlyEntityType entityType) => new(
        $"A row of '{entityType.DisplayName()}' was moved to another person. Its encrypted values are bound to the first one: "
        + "call ReassignAsync, which moves a row with all that hangs on it, or create a new row for the other person.");

    public static InvalidOperationException LinkNotStored(IReadOnlyEntityType entityType, IReadOnlyForeignKey hop) => new(
        $"A '{entityType.DisplayName()}' is attached with another link to '{hop.PrincipalEntityType.DisplayName()}' than its row has in "
        + "the database, so whose key its encrypted values need is unknown. Load the row before changing it, or attach it with its "
        + $"foreign key ({string.Join(", ", hop.Properties.Select(property => property.Name))}).");

    public static InvalidOperationException TablesMissing(Exception cause) => new(
        "The tables of keys are not in the database, or not all of their columns: they come with the model, like any table of yours. Add a migration and "
        + "apply it, or call EnsureCreated on a database that has no tables yet. Keys in a database of their own get theirs from "
        + "IKeyDatabase.CreateTablesAsync. See docs/getting-started.md.",
        cause);

    public static InvalidOperationException Contended() => new(
        "Somebody else wrote the same keys at the same time. Nothing was written. Repeat the operation.");

    public static StaleErasurePlanException WriterInTheWay(IReadOnlyTypeBase subjectType, Exception cause) => new(
        $"Nothing of the '{subjectType.ShortName()}' was erased: another transaction that has written encrypted values of the same person, or of one in 64 others, did not end while "
        + "the command timeout ran. Find that transaction (pg_stat_activity, state 'idle in transaction') and end it, or raise CommandTimeout; then try again, with a new plan.",
        cause);

    public static InvalidOperationException ErasureInTheWay(Type context, Exception cause) => new(
        $"Nothing was saved by '{context.Name}': an erasure of a person whose encrypted values are in the save, or of one in 64 others, did not come to its commit while the command "
        + "timeout ran. Save again, or raise CommandTimeout; erasures of people with very many rows take longer.",
        cause);

    public static InvalidOperationException LeaseTooShort(TimeSpan duration) => new(
        $"A value could not be read: each time a key had been asked for, the {duration.TotalSeconds:0.###} seconds were over for which it may be used without asking again. The key store "
        + "answers too slowly, or the process gets too little time. Find out which, or raise KeyCacheOptions.LeaseDuration, in every process.");

    public static SubjectKeyMissingException RealmGone() => new(
        "The key store is empty, but keys of it are to be destroyed. Restore the key tables from a backup, then complete the erasure. "
        + $"See {SubjectKeyMissingException.Id}.");

    public static InvalidOperationException IndexNotReadable() => new(
        "This query was compiled for the tags of an index root that a rotation has replaced, or not finished yet. Compile it again "
        + "(EF.CompileQuery), or use an ordinary query, which follows by itself.");

    public static NotSupportedException IndexNotPrepared() => new(
        "The index root cannot be rotated without a second column for each blind index, and this process has none. Call "
        + "gdpr.PrepareIndexRotation(), add a migration, and roll both out to every process.");

    public static NotSupportedException TagsElsewhere(IReadOnlyProperty property) => new(
        $"'{property.DeclaringType.DisplayName()}.{property.Name}' lies in another table than its blind index (entity splitting), so the index "
        + "root cannot be rotated. Map the property to the main table of its entity.");

    public static NotSupportedException ValuesElsewhere(IReadOnlyProperty property) => new(
        $"Encrypted values of '{property.DeclaringType.DisplayName()}.{property.Name}' are not in a column of a table with a primary key, so which "
        + "keys they need is unknown, and no replaced key can be destroyed. They are destroyed when their person is erased.");

    public static ArgumentException OtherStore() => new(
        "The contexts do not share one key store. Pass all contexts of one store, and nothing else.", "contexts");

    public static InvalidOperationException RotationInTransaction() => new(
        "Keys are rotated in transactions of their own, and the context has one open. Commit it first, or pass another context.");
}

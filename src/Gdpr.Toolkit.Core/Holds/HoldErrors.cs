namespace Gdpr.Toolkit.Holds;

/// <summary>What can go wrong with legal holds. Never a reason, and never who.</summary>
internal static class HoldErrors
{
    public static ArgumentException EmptyScope(string parameter) => new(
        "A legal hold needs a person, an entity or a purpose. To keep everything, place one for each purpose.", parameter);

    public static ArgumentException ReviewInThePast(DateOnly today, string parameter) => new(
        $"The review of a legal hold must not lie in the past: today is {today:O} in the controller's time zone.", parameter);

    public static InvalidOperationException EntityUnknown(Type entity) => new(
        $"'{entity.Name}' is an entity of no context that uses Gdpr.Toolkit, so nothing could be held. Name an entity with a table.");

    public static InvalidOperationException NoRowsOfItsOwn(Type entity) => new(
        $"'{entity.Name}' has no rows of its own: it is an owned type, or a view. Nothing could be held by that name. Name the entity whose rows hold it.");

    public static InvalidOperationException PurposeUnknown(string purpose) => new(
        $"Purpose '{purpose}' is not registered, so nothing could be held. Register it in AddGdprToolkit, or correct its name; case matters.");

    public static InvalidOperationException NotInForce(Guid id) => new(
        $"No legal hold {id:D} is in force. Nothing was changed. Take the id from PlaceAsync or ListInForceAsync.");

    public static InvalidOperationException NamesNothing(Guid id, string what) => new(
        $"Legal hold {id:D} is on '{what}', which this application does not have (any more), so nobody can tell what it keeps. Nothing is erased "
        + "until it is released with ILegalHolds.ReleaseAsync, and placed anew on what is meant.");

    public static LegalHoldException Removal(string entity, Guid id) => new(
        $"Legal hold {id:D} on this '{entity}' is in force (GDPR Art. 17(3)(e)). Nothing was saved. Take the removal back, or release the hold with "
        + "ILegalHolds.ReleaseAsync and save again.");

    public static LegalHoldException KeyGroup(Guid id, string group) => new(
        $"Legal hold {id:D} is in force on values of the key group '{group}' (GDPR Art. 17(3)(e)). No key was destroyed. Release it with "
        + "ILegalHolds.ReleaseAsync, and destroy the group again.");

    public static LegalHoldException Erasure(Guid id) => new(
        $"Legal hold {id:D} on this person is in force (GDPR Art. 17(3)(e)). Nothing was erased. Release it with ILegalHolds.ReleaseAsync, and plan again.");
}

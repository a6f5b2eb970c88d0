using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Encryption;

/// <inheritdoc/>
internal sealed class PersonalDataProtector(SubjectContexts contexts, GdprRuntime runtime) : IPersonalDataProtector
{
    public async Task ProtectAsync(
        DataSubject subject, string name, Stream source, Stream destination, CancellationToken cancellationToken = default)
    {
        Require(name, source, destination);
        var person = ChoicePerson.Find(contexts, subject);
        // The key is stored, and committed where there is no transaction of the application's, before anything is written under it.
        using var file = await ChoiceWork.WriteAsync(
            person.Context, runtime, session => BeginAsync(session, person, name, cancellationToken), cancellationToken).ConfigureAwait(false);
        await file.SealAsync(source, destination, cancellationToken).ConfigureAwait(false);
    }

    public async Task UnprotectAsync(
        DataSubject subject, string name, Stream source, Stream destination, CancellationToken cancellationToken = default)
    {
        Require(name, source, destination);
        var person = ChoicePerson.Find(contexts, subject);
        var keyring = person.Context.GetService<SubjectKeyring>();
        var binding = FileFormat.Binding(name);
        var file = await FileOpener.BeginAsync(name, source, cancellationToken).ConfigureAwait(false);
        using var fileKey = keyring.Use(file.KeyId, binding, (file, person, keyring), static (key, state) =>
        {
            RequireOwner(key, state.person, state.keyring);
            return state.file.OpenFileKey(key);
        });
        await file.OpenAsync(fileKey, destination, RequireKey, cancellationToken).ConfigureAwait(false);

        // The person may be erased while a large file is being read: the cache forgets the key at once, or when its time is up.
        void RequireKey() => keyring.Use(
            file.KeyId, binding, false, static (key, none) => key.IsDestroyed ? throw EncryptionErrors.KeyDestroyed() : none);
    }

    private static async Task<FileSealer> BeginAsync(ChoiceSession session, Person person, string name, CancellationToken cancellationToken)
    {
        await ChoicePerson.RequireAsync(person, erasedToo: false, cancellationToken).ConfigureAwait(false);
        var key = await session.MintKeyAsync(person, cancellationToken).ConfigureAwait(false);
        try
        {
            return new FileSealer(name, key);
        }
        finally
        {
            // Until the application commits, nobody else can find the key: it is kept, so that the file can be read back.
            var keyring = person.Context.GetService<SubjectKeyring>();
            keyring.Transaction.ForgetOthers();
            if (keyring.Transaction.Find(key.Kid) is null)
            {
                keyring.Transaction.Keep([key]);
            }
            else
            {
                key.Dispose();
            }
        }
    }

    private static void RequireOwner(SubjectKey key, Person person, SubjectKeyring keyring)
    {
        var reference = PersonKeys.ReferenceOf(person, keyring.Realm.Find()!);
        if (key.SubjectRef is not { } owner || !owner.AsSpan().SequenceEqual(reference))
        {
            throw EncryptionErrors.FileTampered();
        }
    }

    private static void Require(string name, Stream source, Stream destination)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
    }
}

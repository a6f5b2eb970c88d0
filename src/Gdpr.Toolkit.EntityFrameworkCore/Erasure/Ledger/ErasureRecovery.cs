using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Signing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Erasure;

/// <inheritdoc/>
internal sealed class ErasureRecovery(
    SubjectContexts contexts, PersonalDataErasure erasure, ErasureConclusion conclusion, GdprRuntime runtime) : IErasureRecovery
{
    private const int LongestReason = 500;

    public async Task<ErasureLedgerStatus> CheckAsync(CancellationToken cancellationToken = default)
    {
        if (runtime.Ledger is not { } gate)
        {
            return new ErasureLedgerStatus { State = ErasureLedgerState.NoLedger, Head = ErasureLedgerHead.Empty };
        }

        var status = new ErasureLedgerStatus
        {
            State = ErasureLedgerState.Current,
            Head = await gate.Index.ReloadAsync(cancellationToken).ConfigureAwait(false),
        };
        foreach (var context in contexts.All())
        {
            using var exempt = Exempt(context);
            var database = await LedgerDatabase.OpenAsync(context, runtime, cancellationToken).ConfigureAwait(false);
            status = Worse(status, database is null ? Unborn(status.Head) : await database.CheckAsync(cancellationToken).ConfigureAwait(false));
        }

        return status;
    }

    public async Task<ErasureReplay> ReplayAsync(ErasureReplayOptions? options = null, CancellationToken cancellationToken = default)
    {
        var gate = Require();
        var all = contexts.All();
        foreach (var context in all)
        {
            OwnTransaction.RequireQuiet(context);
            ErasureTurns.RequireOutside(context);
        }

        var turn = await gate.Ledger.LockReplayAsync(cancellationToken).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            var people = new List<ReplayedErasure>();
            var sequences = new List<AdvancedSequence>();
            await gate.Index.ReloadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var context in all)
            {
                using var exempt = Exempt(context);
                if (await LedgerDatabase.OpenAsync(context, runtime, cancellationToken).ConfigureAwait(false) is { } database)
                {
                    var replay = new LedgerReplay(database, erasure, conclusion, options ?? new ErasureReplayOptions(), runtime);
                    sequences.AddRange(await replay.AdvanceAsync(cancellationToken).ConfigureAwait(false));
                    people.AddRange(await replay.RunAsync(cancellationToken).ConfigureAwait(false));
                }
                else
                {
                    await gate.EnsureNewAsync(context, async: true, cancellationToken).ConfigureAwait(false);
                }
            }

            return new ErasureReplay
            {
                Status = await CheckAsync(cancellationToken).ConfigureAwait(false),
                People = people,
                Sequences = [.. sequences.Distinct()],
            };
        }
    }

    public async Task AcceptAsync(string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason.Length, LongestReason, nameof(reason));
        var gate = Require();
        var head = await gate.Index.ReloadAsync(cancellationToken).ConfigureAwait(false);
        var accepted = false;
        foreach (var context in contexts.All())
        {
            OwnTransaction.RequireQuiet(context);
            using var exempt = Exempt(context);
            var database = await LedgerDatabase.OpenAsync(context, runtime, cancellationToken).ConfigureAwait(false);
            var lost = database is null ? [] : (await database.CompareAsync(cancellationToken).ConfigureAwait(false)).Lost;
            if (lost.Count > 0 || (database is null && head.Position > 0))
            {
                await new LedgerAcceptance(context, runtime).RunAsync(reason, lost, cancellationToken).ConfigureAwait(false);
                accepted = true;
            }
        }

        if (!accepted)
        {
            throw LedgerErrors.NothingToAccept();
        }
    }

    public async Task<SignedLedgerHead> SignHeadAsync(CancellationToken cancellationToken = default)
    {
        var head = await Require().Index.RefreshAsync(async: true, cancellationToken).ConfigureAwait(false);
        var document = CanonicalJson.Serialize(new JsonObject
        {
            ["formatVersion"] = 1,
            ["type"] = "ErasureLedgerHead",
            ["position"] = head.Position,
            ["hash"] = head.Hash,
            ["issuedAt"] = runtime.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        });
        return new SignedLedgerHead(head, document, runtime.Signer.Sign(document), runtime.Signer.ExportIssuerPem());
    }

    public async Task<bool> HoldsAsync(SignedLedgerHead head, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(head);
        var gate = Require();
        IReadOnlyList<X509Certificate2> trusted =
            [runtime.Options.EffectiveSigningCertificate!, .. runtime.Options.TrustedSigningCertificates];
        DetachedSignature.Verify(head.Document.Span, head.Signature.Span, trusted);
        var signed = JsonNode.Parse(head.Document.Span)!;
        var (position, hash) = (signed["position"]!.GetValue<long>(), signed["hash"]!.GetValue<string>());
        await gate.Index.ReloadAsync(cancellationToken).ConfigureAwait(false);
        return position == 0 || await HashAsync(gate.Ledger, position, cancellationToken).ConfigureAwait(false) == hash;
    }

    private static async Task<string?> HashAsync(IErasureLedger ledger, long position, CancellationToken cancellationToken)
    {
        await foreach (var entry in ledger.ReadAsync(ErasureLedgerHead.Empty, cancellationToken).ConfigureAwait(false))
        {
            if (entry.Position == position)
            {
                return entry.Head.Hash;
            }
        }

        return null;
    }

    private LedgerGate Require() => runtime.Ledger ?? throw LedgerErrors.NoLedger();

    private static IDisposable Exempt(DbContext context) => context.GetService<SubjectKeyring>().Exempt(new LedgerExemption(ReadsLost: false));

    private static ErasureLedgerStatus Unborn(ErasureLedgerHead head) => new()
    {
        State = head.Position == 0 ? ErasureLedgerState.Current : ErasureLedgerState.Unknown,
        Head = head,
    };

    private static ErasureLedgerStatus Worse(ErasureLedgerStatus all, ErasureLedgerStatus one) => all with
    {
        State = (ErasureLedgerState)Math.Max((int)all.State, (int)one.State),
        MissingErasures = all.MissingErasures + one.MissingErasures,
        OpenErasures = all.OpenErasures + one.OpenErasures,
        LostEntries = Math.Max(all.LostEntries, one.LostEntries),
        RevivedKeys = all.RevivedKeys + one.RevivedKeys,
    };
}

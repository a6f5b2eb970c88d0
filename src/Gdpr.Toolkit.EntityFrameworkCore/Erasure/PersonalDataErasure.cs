namespace Gdpr.Toolkit.Erasure;

internal sealed class PersonalDataErasure : IPersonalDataErasure
{
    public Task<ErasurePlan> PlanAsync(DataSubject subject, ErasureGround? ground = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public Task<ErasureCertificate> EraseAsync(ErasurePlan plan, ErasureOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<DataSubject>> ListPendingAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public Task<PhysicalResidue> CompactAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
}

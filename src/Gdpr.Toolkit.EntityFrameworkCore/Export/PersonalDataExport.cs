namespace Gdpr.Toolkit.Export;

internal sealed class PersonalDataExport : IPersonalDataExport
{
    public Task<ExportSummary> ExportAsync(DataSubject subject, ExportProfile profile, Stream destination, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}

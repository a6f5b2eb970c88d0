using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Retention;

/// <summary>For how long data is kept at least, and on which ground: an exception of Art. 17(3), or the reason why the purpose needs it.</summary>
internal sealed record RetentionFloor(RetentionPeriod Period, AnchorName From, RetentionException? Exception, string? Reason)
{
    public string Ground => Reason ?? Exception!.Value.ToString();
}

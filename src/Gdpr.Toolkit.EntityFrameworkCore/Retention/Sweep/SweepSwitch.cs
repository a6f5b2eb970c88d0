namespace Gdpr.Toolkit.Retention;

/// <inheritdoc/>
internal sealed class SweepSwitch : ISweepSwitch
{
    private volatile bool _isOff;

    public bool IsOn => !_isOff;

    public void TurnOff() => _isOff = true;

    public void TurnOn() => _isOff = false;
}

namespace Gdpr.Toolkit.Retention;

/// <summary>Stops sweeps at run time, in this process: the one that runs after its current batch, and those to come.</summary>
/// <remarks>A singleton; thread-safe. To stop sweeps in all processes, set <c>BackgroundSweepOptions.IsEnabled</c> in a configuration that they reload, or place legal holds.</remarks>
public interface ISweepSwitch
{
    /// <summary>Gets whether sweeps may run.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    bool IsOn { get; }

    /// <summary>Lets no further batch begin.</summary>
    void TurnOff();

    /// <summary>Lets sweeps run again.</summary>
    void TurnOn();
}

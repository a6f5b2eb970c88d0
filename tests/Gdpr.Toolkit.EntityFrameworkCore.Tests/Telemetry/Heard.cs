using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Gdpr.Toolkit.Telemetry;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Telemetry;

/// <summary>Listens to everything that the library counts and traces, in this process: other tests are heard as well.</summary>
internal sealed class Heard : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _counts = new();
    private readonly ConcurrentDictionary<string, byte> _words = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;

    public Heard()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == GdprTelemetry.Name)
            {
                Instruments.TryAdd(instrument.Name, 0);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            _counts.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
            foreach (var tag in tags)
            {
                Note($"{tag.Key}={tag.Value}");
            }
        });
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GdprTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                Activities.TryAdd(activity.OperationName, 0);
                Note(activity.DisplayName == activity.OperationName ? "" : activity.DisplayName);
                Note(activity.StatusDescription ?? "");
                activity.TagObjects.ToList().ForEach(tag => Note($"{tag.Key}={tag.Value}"));
                activity.Events.ToList().ForEach(found => Note(found.Name));
                activity.Baggage.ToList().ForEach(item => Note($"{item.Key}={item.Value}"));
            },
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public ConcurrentDictionary<string, byte> Instruments { get; } = new();

    public ConcurrentDictionary<string, byte> Activities { get; } = new();

    /// <summary>Gets everything that was said besides numbers and names of instruments and activities.</summary>
    public IEnumerable<string> Words => _words.Keys;

    public long CountOf(string instrument) => _counts.GetValueOrDefault(instrument);

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private void Note(string text)
    {
        if (text.Length > 0)
        {
            _words.TryAdd(text, 0);
        }
    }
}

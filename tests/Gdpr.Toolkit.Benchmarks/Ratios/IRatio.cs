namespace Gdpr.Toolkit.Benchmarks.Ratios;

/// <summary>One number that must not grow: what something costs, in terms of doing the same without it.</summary>
internal interface IRatio
{
    /// <summary>Gets the name, in lower case with dots: <c>analyzer.all-rules</c>.</summary>
    string Name { get; }

    /// <summary>Gets the largest value that is still good.</summary>
    double UpperBound { get; }

    /// <summary>Measures; the result is the median of at least as many interleaved pairs.</summary>
    Task<double> MeasureAsync(int pairs);
}

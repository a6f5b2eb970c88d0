namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Killing;

/// <summary>How far a trial had come when its process was killed.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Steps">The steps that it took until it waited or ended; null where it was on its way.</param>
/// <param name="IsDone">Whether it had ended.</param>
internal sealed record TrialEnd(Trial Trial, int? Steps, bool IsDone);

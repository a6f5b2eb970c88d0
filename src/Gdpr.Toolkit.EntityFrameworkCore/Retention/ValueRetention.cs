using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Retention;

/// <summary>The answer for one property of one row.</summary>
internal sealed record ValueRetention(PersonRow Row, MappedProperty Property, RetentionExplanation Explanation);

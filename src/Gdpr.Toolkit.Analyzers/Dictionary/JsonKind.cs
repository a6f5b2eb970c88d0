namespace Gdpr.Toolkit.Analyzers.Dictionary;

internal enum JsonKind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

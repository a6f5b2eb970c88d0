namespace Gdpr.Toolkit.Sources;

/// <summary>What can go wrong with sources, said with the place and the way out; never with an item's id or description.</summary>
internal static class SourceErrors
{
    private const string Repair = "Correct the source, then try again.";

    public static InvalidOperationException Invalid(IEnumerable<string> violations)
        => new("The sources of personal data outside the database are not described correctly:" + Environment.NewLine
            + string.Join(Environment.NewLine, violations.Select(violation => " - " + violation)));

    public static PersonalDataSourceException NotSearched(IPersonalDataSource source, Exception cause)
        => new(source.Name, $"The source '{source.Name}' failed while it looked for a person's data. What it holds is not known, which is not the same as nothing. "
            + "Find the cause in the inner exception, then try again.", cause);

    public static PersonalDataSourceException NotExported(IPersonalDataSource source, Exception cause)
        => new(source.Name, $"An item of the source '{source.Name}' could not be written. The package is not complete and has no manifest: throw it away. "
            + "Find the cause in the inner exception, then export again.", cause);

    public static PersonalDataSourceException LengthDiffers(IPersonalDataSource source, long written, long declared)
        => new(source.Name, $"The source '{source.Name}' wrote {written} bytes of an item of {declared}. The package is not complete and has no manifest: throw it away. "
            + "If the item was being changed, export again. If not, correct the source.");

    public static PersonalDataSourceException NoItem(IPersonalDataSource source)
        => new(source.Name, $"The source '{source.Name}' listed an item that is null or has no id. {Repair}");

    public static PersonalDataSourceException SameItemTwice(IPersonalDataSource source)
        => new(source.Name, $"The source '{source.Name}' listed two items with the same id. {Repair}");

    public static PersonalDataSourceException UndeclaredCategory(IPersonalDataSource source, PersonalDataCategory category)
        => new(source.Name, $"The source '{source.Name}' listed an item of the category '{category}', which is not among its Holdings. Add it there, with its purposes.");

    public static PersonalDataSourceException NegativeLength(IPersonalDataSource source)
        => new(source.Name, $"The source '{source.Name}' listed an item of a negative length. {Repair} An unknown length is null.");

    public static PersonalDataSourceException UnfoundedRetention(IPersonalDataSource source)
        => new(source.Name, $"The source '{source.Name}' retains an item without a law or an exception of GDPR Art. 17(3). Say both in its ItemRetention.");
}

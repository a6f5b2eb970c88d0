using System.Net;
using System.Net.NetworkInformation;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class ScalarTypesTests
{
    private static readonly Values[] Rows = [Smallest(), Largest(), Odd()];

    [Theory]
    [OnSqlite(true)]
    [OnSqlite(false)]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task Every_scalar_type_comes_back_exactly_as_it_was_saved(TestDatabase database, bool async)
    {
        await using var host = await TestHost<ValuesContext>.StartAsync(database);
        await SaveAsync(host, Rows.Select(Copy), async);

        await using var scope = host.NewScope();
        var query = scope.Context.Values.OrderBy(row => row.Id);
        var read = async ? await query.ToListAsync() : [.. query];

        Assert.Equal(Rows.Length, read.Count);
        Assert.All(Rows.Zip(read), pair => AssertSame(pair.First, pair.Second));
        Assert.False(scope.Context.ChangeTracker.HasChanges());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_nullable_type_comes_back_with_and_without_a_value(TestDatabase database)
    {
        await using var host = await TestHost<ValuesContext>.StartAsync(database);
        var full = FillNullable(new NullableValues());
        await using (var writing = host.NewScope())
        {
            var person = new Person();
            writing.Context.AddRange(person, With(full, person), With(new NullableValues(), person));
            await writing.Context.SaveChangesAsync();
        }

        await using var scope = host.NewScope();
        var read = await scope.Context.NullableValues.OrderBy(row => row.Id).ToListAsync();

        Assert.All(Data<NullableValues>(), property => Assert.Equal(property.GetValue(full), property.GetValue(read[0])));
        Assert.All(Data<NullableValues>(), property => Assert.NotNull(property.GetValue(read[0])));
        Assert.All(Data<NullableValues>(), property => Assert.Null(property.GetValue(read[1])));
        Assert.False(scope.Context.ChangeTracker.HasChanges());
    }

    [Theory]
    [OnSqlite(true)]
    [OnSqlite(false)]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task Every_nullable_type_reads_as_null_once_its_key_is_destroyed(TestDatabase database, bool async)
    {
        await using var host = await TestHost<ValuesContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.OnDestroyedValue(DestroyedValue.Null));
        await using (var writing = host.NewScope())
        {
            var person = new Person();
            writing.Context.AddRange(person, With(FillNullable(new NullableValues()), person));
            await writing.Context.SaveChangesAsync();
        }

        await using (var before = host.NewScope())
        {
            var read = await before.Context.NullableValues.SingleAsync();
            Assert.All(Data<NullableValues>(), property => Assert.NotNull(property.GetValue(read)));
        }

        await Shredding.ShredAsync(host, person: 1, finished: true);

        await using var scope = host.NewScope();
        var row = async ? await scope.Context.NullableValues.SingleAsync() : scope.Context.NullableValues.Single();
        Assert.All(Data<NullableValues>(), property => Assert.Null(property.GetValue(row)));
        Assert.False(scope.Context.ChangeTracker.HasChanges());
        var projection = await scope.Context.NullableValues
            .Select(value => new { value.Text, value.Bytes, value.Int32, value.Date, value.Int32Enum, value.Uri })
            .SingleAsync();
        Assert.Equal(new { Text = (string?)null, Bytes = (byte[]?)null, Int32 = (int?)null, Date = (DateOnly?)null, Int32Enum = (Int32Enum?)null, Uri = (Uri?)null }, projection);
        Assert.Null(await scope.Context.NullableValues.Select(value => value.Decimal).SingleAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_column_holds_an_envelope(TestDatabase database)
    {
        await using var host = await TestHost<ValuesContext>.StartAsync(database);
        await SaveAsync(host, [Odd()], async: true);

        foreach (var property in Data<Values>())
        {
            var stored = Assert.IsType<byte[]>(await host.RawAsync($"""SELECT "{property.Name}" FROM "Values" """));
            Assert.Equal([0xF9, 0x01], stored[..2]);
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_type_can_be_projected_and_updated(TestDatabase database)
    {
        await using var host = await TestHost<ValuesContext>.StartAsync(database);
        await SaveAsync(host, [Smallest()], async: true);

        await using (var writing = host.NewScope())
        {
            var row = await writing.Context.Values.SingleAsync();
            foreach (var property in Data<Values>())
            {
                property.SetValue(row, property.GetValue(Largest()));
            }

            await writing.Context.SaveChangesAsync();
        }

        await using var scope = host.NewScope();
        var read = await scope.Context.Values.Select(row => new { row.Text, row.Decimal, row.Date, Maybe = (DateOnly?)row.Date, row.Bytes }).SingleAsync();
        Assert.Equal(Largest().Text, read.Text);
        Assert.Equal(Largest().Decimal, read.Decimal);
        Assert.Equal(Largest().Date, read.Date);
        Assert.Equal(Largest().Date, read.Maybe);
        Assert.Equal(Largest().Bytes, read.Bytes);
        AssertSame(Largest(), await scope.Context.Values.AsNoTracking().SingleAsync());
    }

    private static async Task SaveAsync(TestHost<ValuesContext> host, IEnumerable<Values> rows, bool async)
    {
        await using var scope = host.NewScope();
        var person = new Person();
        foreach (var row in rows)
        {
            row.Person = person;
            scope.Context.Add(row);
            _ = async ? await scope.Context.SaveChangesAsync() : SaveNow(scope.Context);
        }
    }

    private static int SaveNow(DbContext context) => context.SaveChanges();

    private static void AssertSame(Values expected, Values actual)
    {
        Assert.All(Data<Values>(), property => Assert.Equal(property.GetValue(expected), property.GetValue(actual)));
        Assert.Equal(decimal.GetBits(expected.Decimal), decimal.GetBits(actual.Decimal));
        Assert.Equal(expected.DateTime.Kind, actual.DateTime.Kind);
        Assert.Equal(expected.DateTimeOffset.Offset, actual.DateTimeOffset.Offset);
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected.Double), BitConverter.DoubleToInt64Bits(actual.Double));
    }

    private static Values Copy(Values values)
    {
        var copy = new Values();
        foreach (var property in Data<Values>())
        {
            property.SetValue(copy, property.GetValue(values));
        }

        return copy;
    }

    private static NullableValues FillNullable(NullableValues values)
    {
        foreach (var property in Data<NullableValues>())
        {
            property.SetValue(values, typeof(Values).GetProperty(property.Name)!.GetValue(Odd()));
        }

        return values;
    }

    private static NullableValues With(NullableValues values, Person person)
    {
        values.Person = person;
        return values;
    }

    private static IEnumerable<System.Reflection.PropertyInfo> Data<T>() => ValuesContext.DataOf(typeof(T));

    private static Values Smallest() => new()
    {
        Text = "",
        Bytes = [],
        Char = char.MinValue,
        SByte = sbyte.MinValue,
        Int16 = short.MinValue,
        Int32 = int.MinValue,
        Int64 = long.MinValue,
        Int128 = Int128.MinValue,
        Half = Half.MinValue,
        Single = float.MinValue,
        Double = double.NegativeInfinity,
        Decimal = decimal.MinValue,
        DateTime = DateTime.MinValue,
        DateTimeOffset = DateTimeOffset.MinValue,
        Date = DateOnly.MinValue,
        Time = TimeOnly.MinValue,
        Span = TimeSpan.MinValue,
        SByteEnum = SByteEnum.Min,
        Int64Enum = Int64Enum.Min,
        Uri = new Uri("/relative", UriKind.Relative),
        Address = IPAddress.Any,
        Hardware = PhysicalAddress.None,
    };

    private static Values Largest() => new()
    {
        Text = new string('å', 70_000) + "\0\0",
        Bytes = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)],
        Bool = true,
        Char = 'ÿ',
        Byte = byte.MaxValue,
        SByte = sbyte.MaxValue,
        Int16 = short.MaxValue,
        UInt16 = ushort.MaxValue,
        Int32 = int.MaxValue,
        UInt32 = uint.MaxValue,
        Int64 = long.MaxValue,
        UInt64 = ulong.MaxValue,
        Int128 = Int128.MaxValue,
        UInt128 = UInt128.MaxValue,
        Half = Half.MaxValue,
        Single = float.MaxValue,
        Double = double.Epsilon,
        Decimal = decimal.MaxValue,
        Guid = Guid.AllBitsSet,
        DateTime = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
        DateTimeOffset = DateTimeOffset.MaxValue,
        Date = DateOnly.MaxValue,
        Time = TimeOnly.MaxValue,
        Span = TimeSpan.MaxValue,
        ByteEnum = ByteEnum.Max,
        SByteEnum = SByteEnum.Max,
        Int32Enum = (Int32Enum)(-77),
        Int64Enum = Int64Enum.Max,
        UInt64Enum = UInt64Enum.Max,
        Uri = new Uri("https://example.org/å?q=1#f"),
        Address = IPAddress.IPv6Loopback,
        Hardware = new PhysicalAddress([1, 2, 3, 4, 5, 6]),
    };

    private static Values Odd() => new()
    {
        Text = " e\u0301 \U0001F600 ",
        Bytes = [0],
        Char = '☃',
        Byte = 1,
        SByte = -1,
        Int16 = -1,
        UInt16 = 7,
        Int32 = 42,
        UInt32 = 42,
        Int64 = -42,
        UInt64 = 42,
        Int128 = -1,
        UInt128 = 1,
        Half = (Half)0.5,
        Single = -0f,
        Double = double.NaN,
        Decimal = 1.5000m,
        Guid = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"),
        DateTime = new DateTime(2026, 3, 14, 1, 2, 3, DateTimeKind.Local).AddTicks(7),
        DateTimeOffset = new DateTimeOffset(2026, 3, 14, 1, 2, 3, TimeSpan.FromMinutes(-570)),
        Date = new DateOnly(2024, 2, 29),
        Time = new TimeOnly(23, 59, 59, 999),
        Span = TimeSpan.FromTicks(-1),
        ByteEnum = ByteEnum.One,
        Int32Enum = Int32Enum.One,
        Uri = new Uri("mailto:ada@example.org"),
        Address = IPAddress.Loopback,
        Hardware = new PhysicalAddress([0xFF]),
    };

    internal enum ByteEnum : byte
    {
        None,
        One,
        Max = byte.MaxValue,
    }

    internal enum SByteEnum : sbyte
    {
        Min = sbyte.MinValue,
        None = 0,
        Max = sbyte.MaxValue,
    }

    internal enum Int32Enum
    {
        None,
        One,
    }

    internal enum Int64Enum : long
    {
        Min = long.MinValue,
        None = 0,
        Max = long.MaxValue,
    }

    internal enum UInt64Enum : ulong
    {
        None,
        Max = ulong.MaxValue,
    }

    [DataSubject(DataSubjectRole.Customer)]
    internal sealed class Person
    {
        public int Id { get; set; }
    }

    internal sealed class Values
    {
        public int Id { get; set; }

        public Person Person { get; set; } = null!;

        public string Text { get; set; } = "";

        public byte[] Bytes { get; set; } = [];

        public bool Bool { get; set; }

        public char Char { get; set; }

        public byte Byte { get; set; }

        public sbyte SByte { get; set; }

        public short Int16 { get; set; }

        public ushort UInt16 { get; set; }

        public int Int32 { get; set; }

        public uint UInt32 { get; set; }

        public long Int64 { get; set; }

        public ulong UInt64 { get; set; }

        public Int128 Int128 { get; set; }

        public UInt128 UInt128 { get; set; }

        public Half Half { get; set; }

        public float Single { get; set; }

        public double Double { get; set; }

        public decimal Decimal { get; set; }

        public Guid Guid { get; set; }

        public DateTime DateTime { get; set; }

        public DateTimeOffset DateTimeOffset { get; set; }

        public DateOnly Date { get; set; }

        public TimeOnly Time { get; set; }

        public TimeSpan Span { get; set; }

        public ByteEnum ByteEnum { get; set; }

        public SByteEnum SByteEnum { get; set; }

        public Int32Enum Int32Enum { get; set; }

        public Int64Enum Int64Enum { get; set; }

        public UInt64Enum UInt64Enum { get; set; }

        public Uri Uri { get; set; } = null!;

        public IPAddress Address { get; set; } = null!;

        public PhysicalAddress Hardware { get; set; } = null!;
    }

    internal sealed class NullableValues
    {
        public int Id { get; set; }

        public Person Person { get; set; } = null!;

        public string? Text { get; set; }

        public byte[]? Bytes { get; set; }

        public bool? Bool { get; set; }

        public char? Char { get; set; }

        public byte? Byte { get; set; }

        public sbyte? SByte { get; set; }

        public short? Int16 { get; set; }

        public ushort? UInt16 { get; set; }

        public int? Int32 { get; set; }

        public uint? UInt32 { get; set; }

        public long? Int64 { get; set; }

        public ulong? UInt64 { get; set; }

        public Int128? Int128 { get; set; }

        public UInt128? UInt128 { get; set; }

        public Half? Half { get; set; }

        public float? Single { get; set; }

        public double? Double { get; set; }

        public decimal? Decimal { get; set; }

        public Guid? Guid { get; set; }

        public DateTime? DateTime { get; set; }

        public DateTimeOffset? DateTimeOffset { get; set; }

        public DateOnly? Date { get; set; }

        public TimeOnly? Time { get; set; }

        public TimeSpan? Span { get; set; }

        public ByteEnum? ByteEnum { get; set; }

        public SByteEnum? SByteEnum { get; set; }

        public Int32Enum? Int32Enum { get; set; }

        public Int64Enum? Int64Enum { get; set; }

        public UInt64Enum? UInt64Enum { get; set; }

        public Uri? Uri { get; set; }

        public IPAddress? Address { get; set; }

        public PhysicalAddress? Hardware { get; set; }
    }

    internal sealed class ValuesContext(DbContextOptions<ValuesContext> options) : DbContext(options)
    {
        public DbSet<Values> Values => Set<Values>();

        public DbSet<NullableValues> NullableValues => Set<NullableValues>();

        public static IEnumerable<System.Reflection.PropertyInfo> DataOf(Type type)
            => type.GetProperties().Where(property => property.Name is not ("Id" or "Person"));

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            foreach (var type in new[] { typeof(Values), typeof(NullableValues) })
            {
                foreach (var property in DataOf(type))
                {
                    modelBuilder.Entity(type).Property(property.PropertyType, property.Name)
                        .IsPersonalData(PersonalDataCategory.Name)
                        .IsEncrypted();
                }
            }
        }
    }
}

using System.Collections;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Turns the constants that an encrypted property is compared with into parameters of the query.</summary>
/// <remarks>
/// A tag depends on the database, which a cached query does not know; and neither a tag nor a value belongs in the SQL text,
/// which lands in plan caches and logs.
/// </remarks>
internal sealed class ComparedValues(QueryCompilationContext context)
{
    private const string Prefix = "__gdpr_value_";

    private int _count;

    /// <summary>Replaces constants where an expression takes its value from.</summary>
    public Expression Parameterize(Expression value) => value switch
    {
        ConstantExpression { Value: { } constant } => Register(constant, value.Type),
        NewExpression { Constructor: { } constructor } created when created.Arguments.All(argument => argument is ConstantExpression)
            => Register(constructor.Invoke([.. created.Arguments.Select(argument => ((ConstantExpression)argument).Value)]), value.Type),
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } cast
            => cast.Update(Parameterize(cast.Operand)),
        ConditionalExpression choice
            => choice.Update(choice.Test, Parameterize(choice.IfTrue), Parameterize(choice.IfFalse)),
        BinaryExpression { NodeType: ExpressionType.Coalesce } coalesce
            => coalesce.Update(Parameterize(coalesce.Left), coalesce.Conversion, Parameterize(coalesce.Right)),
        NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array
            => array.Update(array.Expressions.Select(Parameterize)),
        InlineQueryRootExpression root => Parameterize(root),
        ParameterQueryRootExpression root => AsParameters(root),
        QueryParameterExpression { TranslationMode: ParameterTranslationMode.Constant } parameter => AsParameters(parameter),
        _ => value,
    };

    private static QueryParameterExpression AsParameters(QueryParameterExpression parameter)
        => new(parameter.Name, parameter.Type, ParameterTranslationMode.MultipleParameters);

    private Expression Parameterize(InlineQueryRootExpression root)
    {
        if (!root.Values.All(value => value is ConstantExpression))
        {
            return root.Update([.. root.Values.Select(Parameterize)]);
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(root.ElementType))!;
        foreach (var value in root.Values)
        {
            list.Add(((ConstantExpression)value).Value);
        }

        var parameter = Register(list, list.GetType());
        return AsParameters(new ParameterQueryRootExpression(root.ElementType, parameter));
    }

    // An application can have its lists written into the SQL text; those of tags never are.
    private ParameterQueryRootExpression AsParameters(ParameterQueryRootExpression root)
    {
        var parameter = root.QueryParameterExpression;
        var mode = parameter.TranslationMode ?? ModeOfContext;
        return mode == ParameterTranslationMode.Constant
            ? new ParameterQueryRootExpression(root.ElementType, AsParameters(parameter))
            : root;
    }

    private ParameterTranslationMode ModeOfContext => RelationalOptionsExtension
        .Extract(context.ContextOptions)
        .ParameterizedCollectionMode;

    private QueryParameterExpression Register(object value, Type type)
    {
        var holder = Activator.CreateInstance(typeof(Holder<>).MakeGenericType(type), value)!;
        var read = Expression.Field(Expression.Constant(holder), nameof(Holder<>.Value));
        return context.RegisterRuntimeParameter(
            $"{Prefix}{_count++}", Expression.Lambda(read, QueryCompilationContext.QueryContextParameter));
    }

    /// <summary>Keeps the value out of the expression, which EF logs.</summary>
    private sealed class Holder<T>(T value)
    {
        public readonly T Value = value;
    }
}

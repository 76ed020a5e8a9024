using System.Collections;
using System.Globalization;
using System.Numerics;
using Npgsql;
using NpgsqlTypes;
using ReplicaShell.Topology;

namespace ReplicaShell.Routing;

/// <summary>What goes to a statement and what comes back, between PostgreSQL's types and those of .NET.</summary>
internal static class QueryValues
{
    /// <summary>A parameter of that value, in the type that fits best.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null is SQL's null.</param>
    /// <param name="typed">Whether a text is a text, rather than what the statement makes of it.</param>
    public static NpgsqlParameter Parameter(string name, object? value, bool typed) =>
        value switch
        {
            null => new NpgsqlParameter(name, DBNull.Value),
            // Of no type, as a literal in quotes: so that it may stand for a number, a date or JSON where one is wanted.
            string text when !typed => new NpgsqlParameter(name, NpgsqlDbType.Unknown) { Value = text },
            // A moment is one whatever zone it was written in; the server wants it in UTC.
            DateTimeOffset moment => new NpgsqlParameter(name, moment.ToUniversalTime()),
            DateTime { Kind: DateTimeKind.Local } moment => new NpgsqlParameter(name, moment.ToUniversalTime()),
            Lsn position => new NpgsqlParameter(name, new NpgsqlLogSequenceNumber(position.Value)),
            IList list when list is ArrayList or List<object> || list.GetType() == typeof(object[]) =>
                new NpgsqlParameter(name, Typed([.. list.Cast<object?>()])),
            _ => new NpgsqlParameter(name, value),
        };

    /// <summary>The value of a column in the present row; SQL's null is null.</summary>
    /// <exception cref="InvalidCastException">It has no counterpart in .NET; others likewise.</exception>
    public static object? Read(NpgsqlDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
        {
            return null;
        }

        try
        {
            var value = reader.GetValue(column);
            return value is NpgsqlLogSequenceNumber position ? new Lsn((ulong)position) : value;
        }
        catch (OverflowException)
        {
            return reader.GetFieldValue<BigInteger>(column);
        }
    }

    /// <summary>An array of one type from one of any, as scripts write it: of numbers if all are, else of texts.</summary>
    private static Array Typed(object?[] values)
    {
        var types = values.OfType<object>().Select(value => value.GetType()).Distinct().ToArray();
        return types switch
        {
            [var only] when only.IsValueType => Fill(typeof(Nullable<>).MakeGenericType(only), value => value),
            [var only] => Fill(only, value => value),
            { Length: > 1 } when types.All(IsNumber) => Fill(
                typeof(double?),
                value => Convert.ToDouble(value, CultureInfo.InvariantCulture)
            ),
            _ => Fill(typeof(string), value => Convert.ToString(value, CultureInfo.InvariantCulture)),
        };

        Array Fill(Type type, Func<object, object?> convert)
        {
            var array = Array.CreateInstance(type, values.Length);
            for (var index = 0; index < values.Length; index++)
            {
                array.SetValue(values[index] is { } value ? convert(value) : null, index);
            }

            return array;
        }
    }

    private static bool IsNumber(Type type) =>
        Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal && !type.IsEnum;
}

using System.Data.Common;
using System.Globalization;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Persistence;

/// <summary>A statement of fixed text whose values are its parameters @p0, @p1, …; it changes one row.</summary>
internal readonly record struct Statement(string Sql, object?[] Values)
{
    /// <exception cref="WorkflowConflictException">It met a row that somebody else changed first.</exception>
    public static void MustHaveChangedOneRow(int changed)
    {
        if (changed != 1) throw new WorkflowConflictException("A row was changed by someone else.");
    }

    public void Fill(DbParameterCollection parameters, Func<DbParameter> create, bool isSqlite)
    {
        for (var i = 0; i < Values.Length; i++)
        {
            var parameter = create();
            parameter.ParameterName = Name(i);
            parameter.Value = DbInstant.ToColumn(Values[i], isSqlite);
            parameters.Add(parameter);
        }
    }

    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"@p{number}");
}

/// <summary>Instants as the two databases keep them: ticks of UTC in SQLite, which sort.</summary>
internal static class DbInstant
{
    public static object ToColumn(object? value, bool isSqlite) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset instant => isSqlite ? instant.UtcTicks : instant.ToUniversalTime(),
        _ => value,
    };

    public static DateTimeOffset FromColumn(object value) => value switch
    {
        long ticks => new DateTimeOffset(ticks, TimeSpan.Zero),
        DateTime utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
        _ => (DateTimeOffset)value,
    };
}

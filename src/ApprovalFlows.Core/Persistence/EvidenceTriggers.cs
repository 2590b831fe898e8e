using Microsoft.EntityFrameworkCore.Migrations;

namespace ApprovalFlows.Core.Persistence;

/// <summary>
/// Triggers by which the database itself refuses to change or remove evidence. Whoever may drop triggers
/// can go round them; then the hashes and signatures tell.
/// </summary>
public static class EvidenceTriggers
{
    // An entry from before the chains is sealed once, from form 0.
    private static readonly (string Table, string Condition)[] Guarded =
    [
        ("AuditEntries", """ WHEN (OLD."Form" <> 0) """),
        ("AuditAnchors", " "),
        ("AnchorLeaves", " "),
    ];

    public static void GuardEvidence(this MigrationBuilder migration)
    {
        ArgumentNullException.ThrowIfNull(migration);
        var isPostgres = migration.ActiveProvider?.Contains("Npgsql", StringComparison.Ordinal) == true;
        if (isPostgres) migration.Sql(PostgresFunction);
        foreach (var (table, condition) in Guarded)
        {
            foreach (var act in new[] { "UPDATE", "DELETE" })
                migration.Sql(isPostgres ? Postgres(table, act, condition) : Sqlite(table, act, condition));
            if (isPostgres) migration.Sql(PostgresTruncate(table));
        }
    }

    /// <summary>Names of the triggers, for whoever has to drop them before a table is rebuilt.</summary>
    public static string NameOf(string table, string act) => $"{table}_refuse_{act.ToLowerInvariant()}";

    private const string PostgresFunction =
        """
        CREATE OR REPLACE FUNCTION refuse_change_of_evidence() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'Evidence is never changed and never removed.'; END $$;
        """;

    private static string Sqlite(string table, string act, string condition) =>
        $"""
        CREATE TRIGGER "{NameOf(table, act)}" BEFORE {act} ON "{table}"{condition}
        BEGIN SELECT RAISE(ABORT, 'Evidence is never changed and never removed.'); END;
        """;

    private static string Postgres(string table, string act, string condition) =>
        $"""
        CREATE TRIGGER "{NameOf(table, act)}" BEFORE {act} ON "{table}" FOR EACH ROW{condition}
        EXECUTE FUNCTION refuse_change_of_evidence();
        """;

    private static string PostgresTruncate(string table) =>
        $"""
        CREATE TRIGGER "{NameOf(table, "TRUNCATE")}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT
        EXECUTE FUNCTION refuse_change_of_evidence();
        """;
}

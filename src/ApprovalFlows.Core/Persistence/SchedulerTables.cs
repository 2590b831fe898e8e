using Microsoft.EntityFrameworkCore.Migrations;

namespace ApprovalFlows.Core.Persistence;

/// <summary>The tables in which nodes on one PostgreSQL agree who runs what. Only the scheduler reads them.</summary>
public static class SchedulerTables
{
    /// <summary>What the names of the tables begin with.</summary>
    public const string Prefix = "scheduler_";

    private const string Trigger = "trigger_name text not null, trigger_group text not null";
    private const string Paused = "pause_reason varchar(250), paused_by varchar(200), paused_at bigint";

    // Column by column what Quartz 4.7 reads and writes; its start fails when one is missing.
    private static readonly (string Name, string Key, string Columns)[] s_tables =
    [
        ("job_details", "job_name, job_group",
            """
            job_name text not null, job_group text not null, description text, job_class_name text not null,
            is_durable bool not null, is_nonconcurrent bool not null, is_update_data bool not null,
            requests_recovery bool not null, job_data bytea
            """),
        ("triggers", "trigger_name, trigger_group",
            $"""
            {Trigger}, job_name text not null, job_group text not null, description text,
            next_fire_time bigint, prev_fire_time bigint, priority integer, trigger_state text not null,
            trigger_type text not null, start_time bigint not null, end_time bigint, calendar_name text,
            misfire_instr smallint, misfire_orig_fire_time bigint, misfire_threshold bigint,
            execution_group varchar(200), preferred_node varchar(200),
            preferred_node_auto bool not null default false, retry_policy varchar(250), retry_attempt integer,
            continues_trigger_name text, continues_trigger_group text, continuation_condition integer,
            overlap_policy integer, {Paused}, fixed_delay bool, job_data bytea
            """),
        ("simple_triggers", "trigger_name, trigger_group",
            $"{Trigger}, repeat_count bigint not null, repeat_interval bigint not null, "
            + "times_triggered bigint not null"),
        ("cron_triggers", "trigger_name, trigger_group",
            $"{Trigger}, cron_expression text not null, time_zone_id text"),
        ("simprop_triggers", "trigger_name, trigger_group",
            $"""
            {Trigger}, str_prop_1 text, str_prop_2 text, str_prop_3 text, int_prop_1 integer, int_prop_2 integer,
            long_prop_1 bigint, long_prop_2 bigint, dec_prop_1 numeric, dec_prop_2 numeric,
            bool_prop_1 bool, bool_prop_2 bool, time_zone_id text
            """),
        ("blob_triggers", "trigger_name, trigger_group", $"{Trigger}, blob_data bytea"),
        ("calendars", "calendar_name", "calendar_name text not null, calendar bytea not null"),
        ("paused_trigger_grps", "trigger_group", $"trigger_group text not null, {Paused}"),
        ("paused_job_grps", "job_group", $"job_group text not null, {Paused}"),
        ("fired_triggers", "entry_id",
            $"""
            entry_id text not null, {Trigger}, instance_name text not null, fired_time bigint not null,
            sched_time bigint not null, priority integer not null, state text not null, job_name text,
            job_group text, is_nonconcurrent bool not null, requests_recovery bool,
            execution_group varchar(200), progress integer, progress_message varchar(250),
            interrupt_requested_time bigint
            """),
        ("scheduler_state", "instance_name",
            "instance_name text not null, last_checkin_time bigint not null, checkin_interval bigint not null, "
            + "quartz_version varchar(20)"),
        ("locks", "lock_name", "lock_name text not null"),
    ];

    private static readonly (string Table, string Columns)[] s_indexes =
    [
        ("triggers", "job_name, job_group"),
        ("triggers", "trigger_state, next_fire_time"),
        ("fired_triggers", "instance_name"),
        ("fired_triggers", "job_name, job_group"),
        ("fired_triggers", "trigger_name, trigger_group"),
    ];

    /// <summary>Creates them; of no use to SQLite, which has one node.</summary>
    public static void CreateSchedulerTables(this MigrationBuilder migration)
    {
        ArgumentNullException.ThrowIfNull(migration);
        foreach (var (name, key, columns) in s_tables)
        {
            migration.Sql(
                $"""
                CREATE TABLE {Prefix}{name} (sched_name text not null, {columns}{ParentOf(name)},
                PRIMARY KEY (sched_name, {key}))
                """);
        }

        foreach (var (table, columns) in s_indexes)
            migration.Sql($"CREATE INDEX ON {Prefix}{table} (sched_name, {columns})");
    }

    /// <summary>Removes them, those last that others refer to.</summary>
    public static void DropSchedulerTables(this MigrationBuilder migration)
    {
        ArgumentNullException.ThrowIfNull(migration);
        foreach (var (name, _, _) in s_tables.Reverse()) migration.Sql($"DROP TABLE {Prefix}{name}");
    }

    private static string ParentOf(string table) => table switch
    {
        "triggers" => $", FOREIGN KEY (sched_name, job_name, job_group) REFERENCES {Prefix}job_details",
        "simple_triggers" or "cron_triggers" or "simprop_triggers" or "blob_triggers" =>
            ", FOREIGN KEY (sched_name, trigger_name, trigger_group) "
            + $"REFERENCES {Prefix}triggers ON DELETE CASCADE",
        _ => "",
    };
}

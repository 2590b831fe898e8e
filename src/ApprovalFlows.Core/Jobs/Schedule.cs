using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace ApprovalFlows.Core.Jobs;

/// <summary>
/// The two schedulers of a node; when each job runs says <see cref="JobPlan"/>. Where several nodes share a
/// database they share the store of the jobs that only one of them has to run.
/// </summary>
public static class Schedule
{
    /// <summary>Jobs of which each moment belongs to one node.</summary>
    public const string OneNode = "one-node";

    /// <summary>Jobs that every node runs for itself.</summary>
    public const string EveryNode = "every-node";

    // Its own few connections, so that a crowd of requests cannot keep a node from saying that it lives.
    private const int MaxConnections = 5;

    public static IServiceCollection AddSchedule(
        this IServiceCollection services, ApprovalFlowsOptions options, string connectionString)
    {
        services.AddQuartz(EveryNode, quartz => quartz.UseMachineClock().UseInMemoryStore());
        services.AddQuartz(OneNode, quartz =>
        {
            quartz.UseMachineClock();
            if (options.Database == DatabaseKind.PostgreSql)
                quartz.UsePersistentStore(store => store.Share(options.Jobs, connectionString));
            else quartz.UseInMemoryStore();
        });
        services.AddSingleton<ScheduleStart>();
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
        return services;
    }

    // Nodes compare what they wrote with their own clocks: one whose development clock was moved would take all
    // others for dead. What a moved clock makes due is found by the jobs themselves.
    private static IQuartzBuilder UseMachineClock(this IQuartzBuilder quartz) =>
        quartz.UseTimeProvider(TimeProvider.System);

    private static void Share(this IPersistentStoreBuilder store, JobOptions jobs, string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "approval-flows scheduler",
            MaxPoolSize = MaxConnections,
        };
        store.UsePostgres(NpgsqlFactory.Instance, connection.ToString());
        store.UseSystemTextJsonSerializer();
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = TimeSpan.FromSeconds(jobs.CheckInSeconds);
            cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(jobs.CheckInSeconds);
        });
        store.ConfigureStore(tables =>
        {
            tables.TablePrefix = SchedulerTables.Prefix;
            tables.SchemaProvisioning = SchemaProvisioning.Validate;
        });
    }
}

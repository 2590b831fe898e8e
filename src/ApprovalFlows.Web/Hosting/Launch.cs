using System.Data.Common;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Seeding;
using ApprovalFlows.Web.Api;
using ApprovalFlows.Web.Hosting.Options;
using Microsoft.AspNetCore.Connections;

namespace ApprovalFlows.Web.Hosting;

/// <summary>
/// Builds the program and runs it. What keeps it from starting and what an operator can repair is said in
/// sentences; anything else is a bug and stays loud.
/// </summary>
public static class Launch
{
    /// <summary>As sysexits has it: something is wrong with the configuration.</summary>
    public const int Misconfigured = 78;

    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter errors)
    {
        try
        {
            await using var app = Build(args);
            await StartAsync(app);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (StartRefusedException refusal)
        {
            foreach (var reason in refusal.Reasons) await errors.WriteLineAsync(reason);
            return Misconfigured;
        }
    }

    private static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddLogs();
        builder.AddApprovalFlows();
        builder.Services.AddAccess();
        builder.Services.AddApi();
        builder.Services.AddPages();
        builder.AddDraining();
        return builder.Build();
    }

    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.PrepareAsync();
            app.UseEverything();
            await app.StartAsync();
        }
        catch (Exception failure) when ((failure as DbException ?? failure.InnerException) is DbException cause)
        {
            throw new StartRefusedException([$"The database cannot be used: {cause.Message}"], failure);
        }
        catch (FirstPasswordException failure)
        {
            throw new StartRefusedException([failure.Message], failure);
        }
        catch (AuditKeyUnusableException failure)
        {
            throw new StartRefusedException([failure.Message], failure);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new StartRefusedException([$"The program cannot listen: {failure.Message}"], failure);
        }
    }

    private static void UseEverything(this WebApplication app)
    {
        app.UsePages();
        app.UseApiProblems();
        app.UseDraining();
        app.UseRouting();
        app.UsePageQuery();
        app.UseAuthentication();
        app.UseCurrentActor();
        app.UseLogScope();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapApi();
        app.MapPages();
    }
}

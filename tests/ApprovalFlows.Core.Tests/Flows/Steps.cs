using ApprovalFlows.Core.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Tests.Flows;

/// <summary>The steps of the employer certificate in order, and who decides them.</summary>
internal static class Steps
{
    private static readonly (string Step, string User, string Favourable)[] All =
    [
        ("window", "window", "accept"),
        ("initial-review", "dongxing", "approve"),
        ("re-check", "hr", "approve"),
        ("approval", "zone", "approve"),
        ("issuance", "hr-issuer", "issue"),
    ];

    public static string UserOf(string step) => All.Single(row => row.Step == step).User;

    public static IReadOnlyList<string> Of(string route) =>
        [.. All.Select(row => row.Step).Where(step => route == "R2" || step != "initial-review")];

    /// <summary>The favourable outcome of the step the case is at.</summary>
    public static async Task PassAsync(this EmployerFlow flow, string number)
    {
        var task = await flow.OpenTaskAsync(number);
        var (_, user, outcome) = All.Single(row => row.Step == task.StepId);
        await flow.DecideAsync(number, user, outcome);
    }

    /// <summary>A new case that has come as far as this step.</summary>
    public static async Task<string> SubmitAndPassToAsync(this EmployerFlow flow, string route, string step)
    {
        var number = await flow.SubmitAsync(route);
        await flow.PassToAsync(number, step);
        return number;
    }

    public static async Task PassToAsync(this EmployerFlow flow, string number, string step)
    {
        for (var passed = 0; passed < All.Length; passed++)
        {
            if ((await flow.OpenTaskAsync(number)).StepId == step) return;
            await flow.PassAsync(number);
        }

        Assert.Fail($"{number} never came to {step}.");
    }

    public static async Task<CaseView> PassToTheEndAsync(this EmployerFlow flow, string number)
    {
        await flow.PassToAsync(number, "issuance");
        await flow.PassAsync(number);
        return await flow.ShowAsync(number);
    }

    public static T Get<T>(this AsyncServiceScope scope)
        where T : notnull => scope.ServiceProvider.GetRequiredService<T>();
}

using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.JavaScript;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Tests.Expressions;

/// <summary>Runs scripts outside of any workflow.</summary>
internal static class Scripts
{
    public static async Task<string> RunAsync(string script, WorkflowOptions? options = null) =>
        TextOf(await new JavaScriptEvaluator(options ?? new WorkflowOptions()).EvaluateAsync(
            new Expression(JavaScriptEvaluator.TypeName, script),
            typeof(object),
            new ExpressionExecutionContext(new ServiceCollection().BuildServiceProvider(), new MemoryRegister())));

    public static string? Check(string script) =>
        new JavaScriptEvaluator(new WorkflowOptions()).Check(new Expression(JavaScriptEvaluator.TypeName, script));

    /// <summary>Cases written as a script, a line <c>=> result</c>, an empty line.</summary>
    public static TheoryData<string, string> Cases(string text)
    {
        var data = new TheoryData<string, string>();
        foreach (var one in text.Split("\n\n"))
            if (one.Split("\n=> ") is [var script, var result])
                data.Add(script, result);
        return data;
    }

    private static string TextOf(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text => text,
        _ => JsonSerializer.Serialize(value),
    };
}

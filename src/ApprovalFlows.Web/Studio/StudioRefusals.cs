using ApprovalFlows.Core;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApprovalFlows.Web.Studio;

/// <summary>
/// Studio shows sentences only of a 400 in this shape; anything else becomes its red bar. So a refused
/// rule is a 400 here, and what does not exist stays a 404.
/// </summary>
internal sealed class StudioRefusals : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RuleViolation refusal) when (refusal.Kind == RuleKind.NotFound)
        {
            return Answer(StatusCodes.Status404NotFound, [refusal.Sentence.ToString()]);
        }
        catch (RuleViolation refusal) when (refusal.Kind != RuleKind.Forbidden)
        {
            var more = refusal.Errors.Values.SelectMany(sentences => sentences).Select(item => item.ToString());
            return Refuse([.. more.Prepend(refusal.Sentence.ToString()).Distinct()]);
        }
        catch (DefinitionFormatException unreadable)
        {
            return Refuse([unreadable.Message]);
        }
        catch (DefinitionNotFoundException missing)
        {
            return Answer(StatusCodes.Status404NotFound, [missing.Message]);
        }
    }

    public static JsonHttpResult<Refusal> Refuse(IReadOnlyList<string> sentences) =>
        Answer(StatusCodes.Status400BadRequest, sentences);

    private static JsonHttpResult<Refusal> Answer(int status, IReadOnlyList<string> sentences) => TypedResults.Json(
        new Refusal(
            status,
            sentences[0],
            new Dictionary<string, IReadOnlyList<string>> { ["generalErrors"] = sentences }),
        statusCode: status);

    internal sealed record Refusal(
        int StatusCode, string Message, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors);
}

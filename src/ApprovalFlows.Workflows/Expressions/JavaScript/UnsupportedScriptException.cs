namespace ApprovalFlows.Workflows.Expressions.JavaScript;

/// <summary>A script is correct, but uses a part of JavaScript that does not run here.</summary>
public sealed class UnsupportedScriptException : Exception
{
    /// <summary>The row of the differences document that says which parts these are.</summary>
    public const string Row = "modern-javascript";

    public UnsupportedScriptException()
    {
    }

    public UnsupportedScriptException(string message)
        : base(message)
    {
    }

    public UnsupportedScriptException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal UnsupportedScriptException(string construct, int line)
        : base($"Line {line}: {construct} is not supported in scripts.")
    {
    }
}

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>A definition cannot be read at all; it must not be stored.</summary>
public sealed class DefinitionFormatException(string message, Exception? inner = null)
    : Exception(message, inner);

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

internal enum TokenKind
{
    End,
    Name,
    PrivateName,
    Sign,
    Number,
    Text,
    Template,
    RegExp,
}

/// <summary>
/// A piece of a script. The value is what a text, number or template part means; the text is how it is written.
/// </summary>
internal sealed record Token(TokenKind Kind, string Text, int Start, int End, int Line, bool AfterLineBreak)
{
    public string Value { get; init; } = Text;

    /// <summary>Only of a template part: the hole that follows is none, the template ends here.</summary>
    public bool IsTail { get; init; }

    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text == word;
}

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>What the emitted script calls; <see cref="ModernRuntime"/> has the bodies.</summary>
internal static class RuntimeNames
{
    public const string List = "ǂlist";
    public const string Iterate = "ǂiterate";
    public const string Rest = "ǂrest";
    public const string Object = "ǂobject";
    public const string Omit = "ǂomit";
    public const string Need = "ǂneed";
    public const string Power = "ǂpower";
    public const string Text = "ǂtext";
    public const string Tag = "ǂtag";
    public const string Fail = "ǂfail";
    public const string Class = "ǂclass";
    public const string SuperMember = "ǂsupermember";
    public const string New = "ǂnew";

    /// <summary>Parameters and variables of emitted functions.</summary>
    public const string This = "ǂthis";
    public const string Arguments = "ǂarguments";
    public const string Super = "ǂsuper";
    public const string Index = "ǂi";
    public const string Unused = "ǂ_";
}

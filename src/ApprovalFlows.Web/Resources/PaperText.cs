namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the pages about papers of workers, the life of certificates and letters between offices.</summary>
public sealed class PaperText;

namespace ApprovalFlows.Web.Resources;

/// <summary>Words of the frame around all pages, of statuses, dates and deadlines.</summary>
public sealed class SharedText;

/// <summary>Words of the pages that need no account.</summary>
public sealed class PublicText;

/// <summary>Words of the applicants' pages.</summary>
public sealed class ApplicantText;

/// <summary>Words of the pages for those who look after flows.</summary>
public sealed class AdministratorText;

/// <summary>Words of the reviewers' pages.</summary>
public sealed class ReviewerText;

/// <summary>Words of the pages on which the form of a flow is edited.</summary>
public sealed class FormDesignText;

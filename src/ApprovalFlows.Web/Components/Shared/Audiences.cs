using System.Security.Claims;

namespace ApprovalFlows.Web.Components.Shared;

public static class Audiences
{
    public static bool IsApplicant(ClaimsPrincipal person) => person.IsInRole("applicant");

    public static bool IsReviewer(ClaimsPrincipal person) => person.IsInRole("reviewer");
}

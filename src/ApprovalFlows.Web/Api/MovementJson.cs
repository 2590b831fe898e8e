using System.Globalization;
using ApprovalFlows.Core.Inbox.Movements;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Web.Api;

internal static class MovementJson
{
    public static object Of(MovementOffers offers, RoundView? round) => new
    {
        offers.Revision,
        movements = offers.Offers.Select(offer => new
        {
            movement = NameOf(offer.Movement),
            position = PositionOf(offer.Movement),
            allowed = offer.IsAllowed,
            reason = offer.Refusal?.ToString(),
        }),
        targets = Targets(offers),
        colleagues = offers.Colleagues.Select(Of),
        posts = offers.Posts.Select(post => new
        {
            post.Code,
            name = new LocalText(post.NameZh, post.NameVi, post.NameEn).In(CultureInfo.CurrentUICulture),
        }),
        people = offers.Involved.Select(Of),
        removable = offers.RemovableTasks.Select(task => new { id = task.Id, person = task.AssigneeName })
            .Concat(offers.Removable.Select(seat => new { id = seat.Id, person = seat.UserName })),
        round = round is null ? null : Of(round),
    };

    private static IEnumerable<object> Targets(MovementOffers offers)
    {
        if (offers.MayReturn)
            yield return new { stepId = SendBackService.Applicant, then = new[] { "comeBack" } };
        foreach (var target in offers.Targets)
            yield return new
            {
                stepId = target.Round.StepId,
                name = target.Title.In(CultureInfo.CurrentUICulture),
                departmentCode = target.Task.DepartmentCode,
                then = target.AgainRefusal is null ? new[] { "comeBack", "again" } : ["comeBack"],
                againRefusal = target.AgainRefusal?.ToString(),
            };
    }

    private static object Of(PostHolder person) => new
    {
        id = person.UserId,
        person.UserName,
        person.DisplayName,
        departmentCode = person.Department,
        postCode = person.Post,
    };

    private static object Of(RoundView round) => new
    {
        mode = round.Mode.NameOf(),
        ratio = round.Mode.HasThreshold() ? round.Ratio : (int?)null,
        status = JsonNames.Camel(round.Status),
        round.Pass,
        round.IsDetour,
        awayAt = round.AwayAt?.In(CultureInfo.CurrentUICulture),
        round.Outcome,
        signers = round.Signers.Select(Of),
        opinions = round.Opinions.Select(Of),
    };

    private static object Of(SignerView signer) => new
    {
        signer.TaskId,
        signer.SeatId,
        departmentCode = signer.Department,
        postCode = signer.Post,
        signer.Person,
        signer.Weight,
        part = JsonNames.Camel(signer.Part),
        status = signer.Status is { } status ? JsonNames.Camel(status) : "toCome",
        signer.Outcome,
        signer.Opinion,
        at = CaseJson.Local(signer.At),
    };

    private static string NameOf(Movement movement) => movement switch
    {
        Movement.SendBack => "send-back",
        Movement.Transfer => "transfer",
        Movement.Delegation => "delegation",
        Movement.Recall => "recall",
        _ => "extra-signers",
    };

    private static string? PositionOf(Movement movement) => movement switch
    {
        Movement.SignersBefore => "before",
        Movement.SignersAfter => "after",
        Movement.SignersBeside => "beside",
        _ => null,
    };
}

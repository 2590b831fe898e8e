using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Web.Components.Pages.Reviewer;

internal static class ReviewTaskWords
{
    public static LocalText Title(this ReviewTask task) => new(task.TitleZh, task.TitleVi, task.TitleEn);
}

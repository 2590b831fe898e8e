using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>
/// An administrator changes the certificate's flow, on a program of its own: the other journeys go by the old one.
/// </summary>
public sealed class RedesignTests() : Journey(new RunningSystem())
{
    private const string Step = "园区意见";

    [Fact]
    public async Task ParkOpinion_DroppedIntoTheCertificate_IsVisitedByTheNextCaseAndNotByTheLast()
    {
        var administrator = await VisitAsync(Screen.Desk);
        var before = await System.BringsCaseAsync(0, Cancellation);
        await administrator.SignsInAsync("flow-admin");
        var designer = new Designer(administrator);
        await designer.OpensAsync(EmployerApplication.Flow);

        var step = await designer.DropsAsync("审批", "审核步骤", 60, 370);
        await designer.ChoosesAsync("承办部门", "园区管理办公室");
        await designer.ChoosesAsync("岗位", "园区检查岗");
        await designer.FillsAsync("办理期限（工作日）", "3");
        await designer.FillsAsync("中文标题", Step);
        await designer.DisconnectsAsync("route", "R2");
        await designer.ConnectsAsync("route", "R2", step);
        await designer.ConnectsAsync(step, "approve", "initial-review");
        await designer.ConnectsAsync(step, "return", "initial-correction");
        await designer.ConnectsAsync(step, "refuse", "refused");
        await designer.PublishesAsync();

        var after = await System.BringsCaseAsync(0, Cancellation);
        Assert.Equal("东兴市人民政府初审", await System.StepAfterAcceptanceAsync(before, Cancellation));
        Assert.Equal(Step, await System.StepAfterAcceptanceAsync(after, Cancellation));
        AssertNoComplaint();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await System.DisposeAsync();
    }
}

using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Tests.Workers;
using Field = ApprovalFlows.Core.Organisation.AccountFields;

namespace ApprovalFlows.Core.Tests.SignIn;

/// <summary>What may be written about an account, and what first passwords look like.</summary>
public sealed class AccountCheckTests(RegisterHosts hosts) : IClassFixture<RegisterHosts>
{
    private const string Applicant = Roles.Applicant;
    private const string Reviewer = Roles.Reviewer;
    private const string Worker = Roles.Worker;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string, string, string> Wrong => new()
    {
        // field, its text, roles, enterprise, worker, what is told
        { Field.UserName, "", Reviewer, "", "", "FieldRequired" },
        { Field.UserName, "a", Reviewer, "", "", "AccountNameWrong" },
        { Field.UserName, ".li", Reviewer, "", "", "AccountNameWrong" },
        { Field.UserName, "li si", Reviewer, "", "", "AccountNameWrong" },
        { Field.UserName, "李四", Reviewer, "", "", "AccountNameWrong" },
        { Field.UserName, "аdmin", Reviewer, "", "", "AccountNameWrong" },
        { Field.UserName, "a\0b", Reviewer, "", "", "Worker.NoText" },
        { Field.UserName, new string('a', 41), Reviewer, "", "", "Worker.TooLong" },
        { Field.UserName, "ADMIN", Reviewer, "", "", "AccountNameTaken" },
        { Field.UserName, "System", Reviewer, "", "", "AccountNameTaken" },
        { Field.DisplayName, " ", Reviewer, "", "", "FieldRequired" },
        { Field.DisplayName, "a\u202Eb", Reviewer, "", "", "Field.Characters" },
        { Field.DisplayName, "张三（代 李四）", Reviewer, "", "", "AccountNameSigns" },
        { Field.Email, "nobody", Reviewer, "", "", "Mail.AddressWrong" },
        { Field.Phone, "12", Reviewer, "", "", "Mail.PhoneWrong" },
        { Field.Language, "fr", Reviewer, "", "", "FieldMustBe" },
        { Field.Roles, "", "", "", "", "FieldRequired" },
        { Field.Roles, "", "root", "", "", "AccountRoleUnknown" },
        { Field.Roles, "", Applicant + " " + Reviewer, "", "", "AccountRolesApart" },
        { Field.Roles, "", Applicant + " " + Worker, "", "", "AccountRolesApart" },
        { Field.Roles, "", Worker + " admin", "", "", "AccountRolesApart" },
        { Field.Enterprise, "", Applicant, "", "", "FieldRequired" },
        { Field.Enterprise, "", Applicant, "91450681MA0TEXT12C", "", "Code.CheckCharacter" },
        { Field.Enterprise, "", Applicant, "91450681MA0TEXT71E", "", "EnterpriseUnknown" },
        { Field.Enterprise, "", Reviewer, "91450681MA0TEXT12B", "", "AccountEnterpriseNeedless" },
        { Field.Worker, "", Worker, "", "", "FieldRequired" },
        { Field.Worker, "", Worker, "", "000000000000", "AccountWorkerUnknown" },
        { Field.Worker, "", Worker, "", "022195004567", "AccountWorkerTaken" },
        { Field.Worker, "", Reviewer, "", "022195004567", "AccountWorkerNeedless" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task Read_WhatIsWrong_NamesTheFieldAndSaysWhy(
        string field, string text, string roles, string enterprise, string worker, string told)
    {
        var town = await hosts.OfAsync(DatabaseKind.Sqlite);
        var wish = new AccountWish
        {
            UserName = field == Field.UserName ? text : "somebody.new",
            DisplayName = field == Field.DisplayName ? text : "某人",
            Email = field == Field.Email ? text : "",
            Phone = field == Field.Phone ? text : "",
            Language = field == Field.Language ? text : "vi",
            Roles = roles.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Enterprise = enterprise,
            Worker = worker,
        };

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() =>
            town.Host.ReadAsync<AccountCheck, AccountFacts>(check => check.ReadAsync(wish, null, Cancellation)));

        var error = Assert.Single(refusal.Errors);
        Assert.Equal((field, told), (error.Key, error.Value[0].Key));
    }

    [Theory]
    [InlineData(Reviewer)]
    [InlineData(Applicant)]
    [InlineData(Worker)]
    [InlineData("reviewer flow-admin admin auditor")]
    public void Fault_OfRolesThatGoTogether_IsNone(string roles) =>
        Assert.Null(AccountCheck.FaultOf(roles.Split(' ')));

    [Fact]
    public void FirstPassword_OfMany_IsReadableStrongAndNeverTheSame()
    {
        var many = Enumerable.Range(0, 300).Select(_ => FirstPassword.Make("li.si")).ToList();

        Assert.Equal(many.Count, many.Distinct().Count());
        Assert.All(many, one => Assert.Null(PasswordRules.FaultOf(one, "li.si")));
        Assert.All(many, one => Assert.Matches("^[a-zA-Z2-9]{4}(-[a-zA-Z2-9]{4}){3}$", one));
        Assert.DoesNotContain(many, one => one.Any("0Oo1lI".Contains));
    }
}

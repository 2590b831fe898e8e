using ApprovalFlows.Core.Accounts;

namespace ApprovalFlows.Core.Certificates;

/// <summary>Why, by whom and by which rule something is done to a certificate, and from which day it counts.</summary>
public sealed record CertificateAct(
    Actor By, DateOnly From, string? Reason, string? Rule, DateTimeOffset Now, Guid? CaseId = null);

public sealed partial class Certificate
{
    public const string IssuedAct = "issued";
    public const string RegisteredAct = "registered";
    public const string RenewedAct = "renewed";

    /// <summary>The holder works or lives elsewhere; the paper stays as it is.</summary>
    public const string MovedAct = "moved";

    /// <summary>The holder has left the employer.</summary>
    public const string LeftAct = "left";

    public bool IsEnded => Status != CertificateStatus.Valid;

    public void Suspend(CertificateAct act)
    {
        MustStand(act.From);
        if (Suspensions.Exists(row => row.Until is null || row.Covers(act.From)))
            throw new RuleViolation("CertificateSuspended", Number);
        Suspensions.Add(new CertificateSuspension
        {
            CertificateId = Id,
            From = act.From,
            Reason = act.Reason ?? "",
            OrderedById = act.By.UserId,
            OrderedAt = act.Now,
        });
        Note("suspended", act);
    }

    /// <summary>It counts again from the day of the act on, and with it all that rests on it.</summary>
    public void Reinstate(CertificateAct act)
    {
        var open = Suspensions.Find(row => row.Until is null)
            ?? throw new RuleViolation("CertificateNotSuspended", Number);
        if (act.From < open.From) throw new RuleViolation("ReinstatedBeforeSuspended", Number);
        open.Until = act.From;
        open.LiftedById = act.By.UserId;
        open.LiftedAt = act.Now;
        Note("reinstated", act);
    }

    public void Revoke(CertificateAct act) => End(CertificateStatus.Revoked, "revoked", act);

    public void Cancel(CertificateAct act) => End(CertificateStatus.Cancelled, "cancelled", act);

    public void Surrender(CertificateAct act) => End(CertificateStatus.Surrendered, "surrendered", act);

    /// <summary>Another follows from the day of the act on; only a renewal lets this one run to its end.</summary>
    public void FollowBy(Certificate next, Succession how, CertificateAct act)
    {
        var named = act with { Reason = next.Number };
        if (how == Succession.Renewal) Note(RenewedAct, named);
        else End(CertificateStatus.Replaced, "replaced", named);
    }

    /// <summary>A stay permit is good for one exit [D§5]; the day after the exit it no longer counts.</summary>
    public void UseUp(CertificateAct act) => End(CertificateStatus.UsedUp, "usedUp", act);

    public void Note(string name, CertificateAct act)
    {
        Revision++;
        Entries.Add(new CertificateEntry
        {
            CertificateId = Id,
            Act = name,
            At = act.Now,
            From = act.From,
            ActorId = act.By.UserId,
            ActorName = act.By.SignedName,
            Reason = act.Reason,
            Rule = act.Rule,
            CaseId = act.CaseId,
        });
    }

    private void End(CertificateStatus how, string name, CertificateAct act)
    {
        MustStand(act.From);
        Status = how;
        EndedOn = act.From;
        Note(name, act);
    }

    private void MustStand(DateOnly day)
    {
        if (IsEnded) throw new RuleViolation("CertificateEnded", Number);
        if (day > ValidTo) throw new RuleViolation("CertificateExpired", Number);
    }
}

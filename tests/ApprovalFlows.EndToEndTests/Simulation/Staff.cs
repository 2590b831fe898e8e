using System.Globalization;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.EndToEndTests.Simulation;

/// <summary>Gives every reviewer of the demonstration some colleagues in the same post.</summary>
internal static class Staff
{
    /// <returns>The names of all reviewers, those of the demonstration among them.</returns>
    public static async Task<IReadOnlyList<string>> HireAsync(
        PostgresDatabase postgres, int perPost, CancellationToken cancellation)
    {
        await using var db = SimulationDatabase.Open(postgres);
        var names = new List<string>();
        foreach (var turn in EmployerApplication.Turns)
        {
            var model = await db.Users.SingleAsync(user => user.UserName == turn.UserName, cancellation);
            names.Add(turn.UserName);
            for (var number = 2; number <= perPost; number++)
                names.Add(await HireAsync(db, model, number, cancellation));
        }

        await db.SaveChangesAsync(cancellation);
        return names;
    }

    private static async Task<string> HireAsync(
        PostgresAppDbContext db, User model, int number, CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{model.UserName}-{number}");
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            DisplayName = string.Create(CultureInfo.InvariantCulture, $"{model.DisplayName}{number}"),
            PasswordHash = model.PasswordHash,
            SecurityStamp = model.SecurityStamp,
        };
        db.Users.Add(user);
        foreach (var role in await db.UserRoles.Where(link => link.UserId == model.Id).ToListAsync(cancellation))
            db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = role.RoleId });
        foreach (var held in await db.PostHoldings.Where(held => held.UserId == model.Id).ToListAsync(cancellation))
        {
            db.PostHoldings.Add(new PostHolding
            {
                UserId = user.Id,
                DepartmentCode = held.DepartmentCode,
                PostCode = held.PostCode,
                From = held.From,
            });
        }

        return name;
    }
}

internal static class SimulationDatabase
{
    public static PostgresAppDbContext Open(PostgresDatabase postgres) => new(
        new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(postgres.ConnectionString).Options);
}

using ApprovalFlows.Web.Api;
using ApprovalFlows.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddApprovalFlows();
builder.Services.AddAccess();
builder.Services.AddApi();
builder.Services.AddPages();
builder.AddJobs();
builder.AddDraining();

var app = builder.Build();
await app.PrepareAsync();
app.UsePages();
app.UseApiProblems();
app.UseDraining();
app.UseRouting();
app.UsePageQuery();
app.UseAuthentication();
app.UseCurrentActor();
app.UseRateLimiter();
app.UseAuthorization();
app.UseAntiforgery();
app.MapApi();
app.MapPages();
app.Run();

public partial class Program;

using ApprovalFlows.Web.Hosting;

return await Launch.RunAsync(args, Console.Error);

public partial class Program;

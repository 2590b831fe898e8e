// The activities of this project are written as Elsa 3 activities are; these lines, and only
// these, would change to compile them against Elsa's own packages.
global using ApprovalFlows.Workflows;
global using ApprovalFlows.Workflows.Attributes;
global using ApprovalFlows.Workflows.Execution;
global using ApprovalFlows.Workflows.Extensions;
global using ApprovalFlows.Workflows.Models;
global using ApprovalFlows.Workflows.UIHints;
global using Microsoft.EntityFrameworkCore;
global using Microsoft.EntityFrameworkCore.Metadata.Builders;

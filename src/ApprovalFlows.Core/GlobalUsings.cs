// The activities of this project are written as Elsa 3 activities are. Compiled against Elsa 3.8
// (Elsa.Workflows.Core and, for DelayUntil, Elsa.Scheduling) the first six lines change, nothing else:
//   ApprovalFlows.Workflows and .Execution  -> Elsa.Workflows
//   ApprovalFlows.Workflows.Attributes      -> Elsa.Workflows.Attributes
//   ApprovalFlows.Workflows.Extensions      -> Elsa.Extensions
//   ApprovalFlows.Workflows.Models          -> Elsa.Workflows.Models
//   ApprovalFlows.Workflows.UIHints         -> Elsa.Workflows.UIHints
global using ApprovalFlows.Workflows;
global using ApprovalFlows.Workflows.Attributes;
global using ApprovalFlows.Workflows.Execution;
global using ApprovalFlows.Workflows.Extensions;
global using ApprovalFlows.Workflows.Models;
global using ApprovalFlows.Workflows.UIHints;
global using Microsoft.EntityFrameworkCore;
global using Microsoft.EntityFrameworkCore.Metadata.Builders;

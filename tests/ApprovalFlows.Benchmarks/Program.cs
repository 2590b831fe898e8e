Console.WriteLine("approvals");

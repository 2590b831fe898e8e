Console.WriteLine("add-migration NAME");

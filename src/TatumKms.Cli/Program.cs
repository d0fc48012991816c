using TatumKms.Cli;

var machine = Machine.Current();
ProcessHardening.Apply(machine.Environment);
return await new KmsApplication(machine).RunAsync(args, CancellationToken.None);

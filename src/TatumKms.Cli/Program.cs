using TatumKms.Cli;

ProcessHardening.Apply();
return await new KmsApplication(Machine.Current()).RunAsync(args, CancellationToken.None);

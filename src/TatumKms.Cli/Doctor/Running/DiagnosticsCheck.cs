namespace TatumKms.Cli.Doctor.Running;

/// <summary>Whether others of this user can have the runtime dump the process's memory.</summary>
/// <param name="isSwitchedOff">Whether the environment has switched the port off.</param>
/// <param name="sockets">Finds the sockets by which others find the port.</param>
internal sealed class DiagnosticsCheck(bool isSwitchedOff, Func<IEnumerable<string>> sockets) : LocalCheck("diagnostics-port")
{
    private const string SwitchOff = "export DOTNET_EnableDiagnostics=0";

    protected override Finding Run(CancellationToken cancellationToken) =>
        isSwitchedOff ? Finding.Ok("The runtime's diagnostics port is off.")
        : sockets().Any() ? Finding.Warning("The runtime's diagnostics port is open: other programs of this user can take a dump of the memory.", SwitchOff)
        : Finding.Ok($"The runtime's diagnostics port cannot be found any more: its socket was removed. To have none at all: {SwitchOff}");
}

namespace TatumKms.Cli.Doctor;

/// <summary>Looks at one thing and changes nothing of it.</summary>
internal abstract class DoctorCheck(string name)
{
    /// <summary>Its name in lists, which scripts may rely on.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it waits for other machines.</summary>
    public virtual bool UsesNetwork => false;

    /// <exception cref="Core.KmsException">What was found is that; it counts as a problem.</exception>
    public abstract Task<Finding> RunAsync(CancellationToken cancellationToken);
}

/// <summary>A check of this machine alone.</summary>
internal abstract class LocalCheck(string name) : DoctorCheck(name)
{
    public sealed override Task<Finding> RunAsync(CancellationToken cancellationToken) => Task.FromResult(Run(cancellationToken));

    protected abstract Finding Run(CancellationToken cancellationToken);
}

/// <summary>A check that asks another machine.</summary>
internal abstract class NetworkCheck(string name) : DoctorCheck(name)
{
    public sealed override bool UsesNetwork => true;
}

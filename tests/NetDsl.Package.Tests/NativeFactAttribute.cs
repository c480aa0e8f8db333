namespace NetDsl.Package.Tests;

/// <summary>A test that compiles to native code: skipped, with the reason, where the machine cannot link.</summary>
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute() => Skip = NativeLinker.WhyMissing;
}

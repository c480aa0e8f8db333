namespace NetDsl.Package.Tests;

/// <summary>The tests that share the packages, one after the other: each is a build that uses all processors.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class PackagesCollection : ICollectionFixture<Packages>;

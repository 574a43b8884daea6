using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ErpTransaction;

/// <summary>The ERP's own table through EF Core, on the same data source as the outbox: one database, so one transaction can hold both.</summary>
internal sealed class ErpContext(NpgsqlDataSource database) : DbContext
{
    public DbSet<ErpInvoice> Invoices => Set<ErpInvoice>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql(database);

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<ErpInvoice>(invoice =>
    {
        invoice.ToTable("erp_invoices").HasKey(i => i.Number);
        invoice.Property(i => i.Number).HasColumnName("number");
        invoice.Property(i => i.Via).HasColumnName("via");
    });
}

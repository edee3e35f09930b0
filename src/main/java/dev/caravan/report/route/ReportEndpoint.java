package dev.caravan.report.route;

import dev.caravan.failure.PermanentException;
import dev.caravan.report.run.ReportDefinition;
import dev.caravan.report.run.ReportDesk;
import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Run a query on Athena at its times and mail the answer, at most once to each recipient; the body becomes a RunOutcome. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "report",
        title = "Report",
        syntax = "report:name",
        consumerOnly = true,
        category = {Category.SCHEDULING, Category.MAIL})
public class ReportEndpoint extends DefaultEndpoint {

    @UriPath(description = "Name of the report: a-z, 0-9 and -. The ledger knows it by this name.")
    @Metadata(required = true)
    private final String name;

    @UriParam(description = "What the report is for, in a sentence.")
    private String description = "";

    @UriParam(description = "The statement, as file:… or classpath:…, with a question mark for each parameter.")
    @Metadata(required = true)
    private String sql;

    @UriParam(
            description =
                    "When it runs, as minute hour day month weekday; nothing for only by hand (command report run).")
    private String cron = "";

    @UriParam(
            defaultValue = "UTC",
            description = "Time zone of cron and of the times in the mail, for example Europe/Berlin.")
    private String zone = "UTC";

    @UriParam(
            description =
                    "One for each question mark, separated by commas: window.from, window.to, a number, 'a text', or name=one|two for one of some texts.")
    private String parameters = "";

    @UriParam(description = "Mail addresses, separated by commas; each gets a mail of its own.")
    @Metadata(required = true)
    private String recipients;

    @UriParam(description = "Mail address of who is told, once, when a run fails.")
    @Metadata(required = true)
    private String owner;

    @UriParam(description = "Subject of the mail.")
    @Metadata(required = true)
    private String subject;

    @UriParam(enums = "none,bar,line", defaultValue = "none", description = "What is drawn of the rows.")
    private String chart = "none";

    @UriParam(description = "Column whose values stand along the chart's axis.")
    private String category = "";

    @UriParam(description = "Column with the numbers that the chart draws.")
    private String value = "";

    @UriParam(
            defaultValue = "csv",
            description = "Files with all rows, separated by commas: csv, xlsx; nothing for none.")
    private String attachments = "csv";

    @UriParam(
            defaultValue = "always",
            description =
                    "When a mail is sent: always, rows (if there is one), or a condition over the report's columns such as sum(events) > 100.")
    private String onlyIf = "always";

    @UriParam(
            defaultValue = "0",
            javaType = "java.time.Duration",
            description =
                    "How long a run waits until this process's sources have acknowledged everything up to the window's end, in milliseconds or as 10m; then the mail goes out marked INCOMPLETE. 0 for not at all.")
    private long waitForFreshness = 0;

    @UriParam(
            defaultValue = "latest",
            description = "Fire times at which no process ran: skip, latest, or all(n) for the newest n of them.")
    private String missed = "latest";

    @UriParam(description = "Glue crawler that registers new partitions before the query; nothing for none.")
    private String crawler = "";

    @UriParam(defaultValue = "20", description = "Rows shown in the mail itself.")
    private int topRows = 20;

    @UriParam(defaultValue = "1000000", description = "Rows taken from the answer; the mail says when there were more.")
    private long maxRows = 1_000_000;

    @UriParam(
            defaultValue = "5242880",
            description = "Bytes of all files together; beyond it the mail has links, which hold for a week, instead.")
    private long maxAttachmentBytes = 5L << 20;

    private ReportDefinition definition;

    ReportEndpoint(String uri, Component component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        definition = new Options(this).definition();
    }

    /** All that the options say, as it was when the route was made. */
    public ReportDefinition definition() {
        return definition;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ReportConsumer consumer = new ReportConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new IllegalArgumentException("report: is a source, not a step");
    }

    ReportDesk desk() {
        ReportDesk desk = getCamelContext().getRegistry().findSingleByType(ReportDesk.class);
        if (desk == null) {
            throw new PermanentException(getEndpointUri() + " found no ReportDesk in Camel's registry: bind one");
        }
        return desk;
    }

    /** It waits for times, and what it reaches outside is told by what it uses. */
    @Override
    public boolean isRemote() {
        return false;
    }

    public String getName() {
        return name;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public String getSql() {
        return sql;
    }

    public void setSql(String sql) {
        this.sql = sql;
    }

    public String getCron() {
        return cron;
    }

    public void setCron(String cron) {
        this.cron = cron;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        this.zone = zone;
    }

    public String getParameters() {
        return parameters;
    }

    public void setParameters(String parameters) {
        this.parameters = parameters;
    }

    public String getRecipients() {
        return recipients;
    }

    public void setRecipients(String recipients) {
        this.recipients = recipients;
    }

    public String getOwner() {
        return owner;
    }

    public void setOwner(String owner) {
        this.owner = owner;
    }

    public String getSubject() {
        return subject;
    }

    public void setSubject(String subject) {
        this.subject = subject;
    }

    public String getChart() {
        return chart;
    }

    public void setChart(String chart) {
        this.chart = chart;
    }

    public String getCategory() {
        return category;
    }

    public void setCategory(String category) {
        this.category = category;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }

    public String getAttachments() {
        return attachments;
    }

    public void setAttachments(String attachments) {
        this.attachments = attachments;
    }

    public String getOnlyIf() {
        return onlyIf;
    }

    public void setOnlyIf(String onlyIf) {
        this.onlyIf = onlyIf;
    }

    public long getWaitForFreshness() {
        return waitForFreshness;
    }

    public void setWaitForFreshness(long waitForFreshness) {
        this.waitForFreshness = waitForFreshness;
    }

    public String getMissed() {
        return missed;
    }

    public void setMissed(String missed) {
        this.missed = missed;
    }

    public String getCrawler() {
        return crawler;
    }

    public void setCrawler(String crawler) {
        this.crawler = crawler;
    }

    public int getTopRows() {
        return topRows;
    }

    public void setTopRows(int topRows) {
        this.topRows = topRows;
    }

    public long getMaxRows() {
        return maxRows;
    }

    public void setMaxRows(long maxRows) {
        this.maxRows = maxRows;
    }

    public long getMaxAttachmentBytes() {
        return maxAttachmentBytes;
    }

    public void setMaxAttachmentBytes(long maxAttachmentBytes) {
        this.maxAttachmentBytes = maxAttachmentBytes;
    }
}

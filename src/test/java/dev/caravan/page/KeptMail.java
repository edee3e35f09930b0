package dev.caravan.page;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;

/** A mail as a report makes it, with everything in its HTML that must not work. */
final class KeptMail {

    /** One dot. */
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private static final String HTML = """
            <html><head><style>h1 { color: #123456 }</style></head><body onload="document.title='run'">
            <h1>Actions by day</h1><p id="script">not run</p>
            <script>document.getElementById('script').textContent = 'run'</script>
            <img id="chart" src="cid:chart" alt="view 30, buy 12"><img id="elsewhere" src="http://127.0.0.1:9/p.png" alt="">
            <img src="x" alt="" onerror="parent.document.title='run'"><form action="/page/api/query"><button>go</button></form>
            </body></html>
            """;

    private KeptMail() {}

    static void write(Path file) throws MessagingException, IOException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Actions by day: view 30, buy 12", "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(HTML, "UTF-8", "html");
        MimeBodyPart chart = new MimeBodyPart();
        chart.setDataHandler(
                new DataHandler(new ByteArrayDataSource(Base64.getDecoder().decode(PNG), "image/png")));
        chart.setContentID("<chart>");
        chart.setDisposition("inline");
        MimeBodyPart csv = new MimeBodyPart();
        csv.setText("action,n\\r\\nview,30\\r\\n", "UTF-8", "csv");
        csv.setFileName("actions.csv");
        csv.setDisposition("attachment");
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress("caravan@example.com"));
        message.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress("you@example.com"));
        message.setSubject("Actions by day: 42", "UTF-8");
        message.setContent(new MimeMultipart(
                "mixed",
                part(new MimeMultipart("alternative", text, part(new MimeMultipart("related", html, chart)))),
                csv));
        message.saveChanges();
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            message.writeTo(out);
        }
    }

    private static MimeBodyPart part(MimeMultipart content) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(content);
        return part;
    }
}

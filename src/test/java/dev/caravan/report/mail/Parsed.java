package dev.caravan.report.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A mail as its reader's program takes it apart. */
record Parsed(MimeMessage message) {

    static Parsed of(Letter letter) throws Exception {
        ByteArrayOutputStream eml = new ByteArrayOutputStream();
        letter.writeTo(eml);
        return new Parsed(new MimeMessage((Session) null, new ByteArrayInputStream(eml.toByteArray())));
    }

    /** Such as {@code multipart/mixed{ text/plain, text/csv }}. */
    String tree() throws Exception {
        return tree(message);
    }

    private static String tree(Part part) throws MessagingException, IOException {
        String type = new ContentType(part.getContentType()).getBaseType();
        if (!(part.getContent() instanceof Multipart parts)) {
            return type;
        }
        List<String> children = new ArrayList<>();
        for (int i = 0; i < parts.getCount(); i++) {
            children.add(tree(parts.getBodyPart(i)));
        }
        return type + "{ " + String.join(", ", children) + " }";
    }

    List<Part> leaves() throws Exception {
        List<Part> leaves = new ArrayList<>();
        collect(message, leaves);
        return leaves;
    }

    private static void collect(Part part, List<Part> leaves) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart child = parts.getBodyPart(i);
                collect(child, leaves);
            }
        } else {
            leaves.add(part);
        }
    }

    Part leaf(String type) throws Exception {
        for (Part part : leaves()) {
            if (part.isMimeType(type)) {
                return part;
            }
        }
        throw new AssertionError("No part " + type + " in " + tree());
    }

    String text(String type) throws Exception {
        return (String) leaf(type).getContent();
    }

    byte[] bytes(String type) throws Exception {
        return leaf(type).getInputStream().readAllBytes();
    }
}

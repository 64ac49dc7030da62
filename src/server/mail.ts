// Mail: to a file or the console until the settings name an SMTP server.
import { appendFile } from "node:fs/promises";
import { createTransport } from "nodemailer";

export type Message = { to: string; subject: string; text: string };

export type Mail = {
  /** Sends one message to one address; fails where that cannot be done. */
  send(message: Message): Promise<void>;
};

const MOST = { address: 254, subject: 400, text: 100_000 };
/** One address and nothing but: no list, no name, no comment, no second line. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{C}]+@[^\s@<>()[\]\\,;:"\p{C}]+$/u;
const WAIT_MS = 15_000;

/** Law: nothing that a person typed can add a header or a recipient (RFC 5322, 2.2). */
function checked({ to, subject, text }: Message): Message {
  if (to.length > MOST.address || !ADDRESS.test(to)) throw new Error("not one e-mail address");
  if (text.length > MOST.text) throw new Error("the text of a mail is too long");
  return {
    to,
    subject: subject
      .replace(/[\p{C}\s]+/gu, " ")
      .trim()
      .slice(0, MOST.subject),
    text: text.replace(/\r\n?/g, "\n"),
  };
}

function printed({ to, subject, text }: Message, at: Date): string {
  return `To: ${to}\nSubject: ${subject}\nDate: ${at.toISOString()}\n\n${text.trimEnd()}\n\n`;
}

/** Mails appended to a file that only its owner reads: for a server without SMTP, whose administrator passes the links on. */
export function fileMail(path: string): Mail {
  return { send: (message) => appendFile(path, printed(checked(message), new Date()), { mode: 0o600 }) };
}

/** Mails written out, e.g. to the console. */
export function writtenMail(write: (text: string) => void): Mail {
  return { send: async (message) => write(printed(checked(message), new Date())) };
}

const isNear = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

/**
 * Mails by the server that the settings name: smtp://[user:password@]host[:port] or smtps://.
 * Law: a password goes to another machine under TLS only.
 */
export function smtpMail({ url, from }: { url: string; from: string }): Mail {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "smtps:";
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && username !== "" && !isNear(hostname),
    ...(username !== "" && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  return {
    send: async (message) => {
      const { to, subject, text } = checked(message);
      await transport.sendMail({ from, to: { name: "", address: to }, subject, text });
    },
  };
}
